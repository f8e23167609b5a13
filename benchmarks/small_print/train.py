"""`python -m benchmarks.small_print.train`: teach the wheel's model small print, about an hour on two cores.

    python -m venv teacher && teacher/bin/pip install -r benchmarks/small_print/requirements.txt -e '.[ocr]'
    teacher/bin/python -m benchmarks.small_print.train extractors/words/engines/small_print.onnx

Connectionist temporal classification (Graves et al. 2006), AdamW, the rate falling along a cosine; what is kept is the
moving mean of the weights. The last layer, which tells 18,710 characters apart, is left as it is: most of them are in
no lesson, and would be unlearnt. The rate is low: at five times as much the model forgets faster than it learns.

The model that ships had 400 steps at 1e-4 with the last layer learning too, and then 1,800 at 8e-5 as it is here, the
later ones with more marks and units among the texts. A new run gives another model, about as good.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import torch

from benchmarks.small_print.lines import HEIGHT, WIDEST, line_pictures
from benchmarks.small_print.model import Learner
from extractors.ports import Gray
from extractors.words.engines.line_model import STRIDE
from extractors.words.engines.rapidocr import normal_print

#: Lines are padded to one of these widths, so that the runtime prepares few shapes; a batch has this many pixels.
WIDTHS = (64, 96, 128, 176, 240, 336, 480, 720, WIDEST)
BATCH = 8000
#: Lines that are mixed with each other: a page's lines are all of one print.
MIXED = 4000
WARMING, LAST_RATE, CLIPPED = 100, 0.03, 1.0
#: Gradients much smaller than this move nothing: of most characters a batch says next to nothing.
NEGLIGIBLE = 1e-6
MEMORY = 0.998

Line = tuple[Gray, list[int]]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the ONNX file to write, now and then and at the end")
    parser.add_argument("--steps", type=int, default=2200, help="batches of some sixty lines")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    learner = Learner(normal_print())
    teach(learner, given.steps, given.rate, given.seed, given.out)


def teach(learner: Learner, steps: int, rate: float, seed: int, out: Path) -> None:
    """Teach so many batches and write the model to ``out``."""
    net = learner.net.to(memory_format=torch.channels_last)
    weights = dict(net.named_parameters())
    mean = {name: weight.detach().clone() for name, weight in weights.items()}
    characters = len(learner.alphabet)
    learning = [weight for weight in weights.values() if characters not in weight.shape]
    optimiser = torch.optim.AdamW(learning, lr=rate, weight_decay=1e-4, betas=(0.9, 0.99), eps=NEGLIGIBLE)
    begun, losses = time.monotonic(), []
    for step, batch in enumerate(islice(_batches(learner.alphabet, seed), steps), 1):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, step / WARMING) * _cosine(step / steps)
        loss = _loss(net, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, CLIPPED)
        optimiser.step()
        with torch.no_grad():
            for name, weight in weights.items():
                mean[name].lerp_(weight, 1 - min(MEMORY, (1 + step) / (10 + step)))
        losses.append(loss.item())
        if step % 25 == 0:
            seconds = time.monotonic() - begun
            print(f"{step}/{steps}  loss {np.mean(losses[-25:]):.4f} a character  {seconds:.0f} s", flush=True)
        if step % 200 == 0 or step == steps:
            learner.save(mean, out)


def _cosine(share: float) -> float:
    return LAST_RATE + (1 - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * share))


def _loss(net: torch.nn.Module, batch: list[Line]) -> torch.Tensor:
    width = next(width for width in WIDTHS if max(picture.shape[1] for picture, _ in batch) <= width)
    pictures = np.zeros((len(batch), 3, HEIGHT, width), dtype=np.float32)
    for row, (picture, _) in enumerate(batch):
        pictures[row, :, :, : picture.shape[1]] = picture.astype(np.float32) / 127.5 - 1.0
    given = torch.from_numpy(pictures).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        logits = net(given)
    spoken = logits.float().log_softmax(-1).transpose(0, 1)
    steps = torch.tensor([min(len(spoken), -(-picture.shape[1] // STRIDE) + 1) for picture, _ in batch])
    lengths = torch.tensor([len(text) for _, text in batch])
    spelt = torch.tensor([character for _, text in batch for character in text])
    loss = torch.nn.functional.ctc_loss(spoken, spelt, steps, lengths, reduction="sum", zero_infinity=True)
    return loss / lengths.sum()


def _batches(alphabet: list[str], seed: int) -> Iterator[list[Line]]:
    """Yield batches of lines of about one width, mixed from many pages."""
    classes = {character: number for number, character in reversed(list(enumerate(alphabet))) if character}
    chance, lines = random.Random(seed), line_pictures(seed)
    waiting: dict[int, list[Line]] = {width: [] for width in WIDTHS}
    while True:
        for picture, text in islice(lines, MIXED):
            spelt = [classes[character] for character in text if character in classes]
            twice = sum(1 for one, other in pairwise(spelt) if one == other)
            if len(spelt) == len(text) and len(spelt) + twice <= picture.shape[1] // STRIDE:
                waiting[next(width for width in WIDTHS if picture.shape[1] <= width)].append((picture, spelt))
        batches = []
        for width, found in waiting.items():
            chance.shuffle(found)
            count = max(4, BATCH // width)
            while len(found) >= count:
                batches.append([found.pop() for _ in range(count)])
        chance.shuffle(batches)
        yield from batches


if __name__ == "__main__":
    main()
