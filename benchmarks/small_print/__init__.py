"""How the model for small print is made: invented scans, cut into lines by our own reader, teach the wheel's model.

The recogniser that RapidOCR ships was trained on print of normal size. Of texts of four points, copied in two tones at
200 dpi, it reads one line in fourteen. `python -m benchmarks.small_print.train` starts from its weights and teaches it
lines of invented pages (`texts`, `pages`), scanned in invented ways (`scanner`), and cut out as `extractors.words.ocr`
cuts them (`lines`). No published budget is among them. `python -m benchmarks.small_print.measure` compares two models.

What makes words is counted by `python -m benchmarks.small_print.language`; its words of public budgets
(`trade_words.txt`) and its phrases (`phrases/`: indicators, projects, goals and duties, by fields and institutions)
were written for it without a look at any document: what is in them as a fact, a number or a decree's name, may be
invented.
"""
