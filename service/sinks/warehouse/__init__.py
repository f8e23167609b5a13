"""A relational database, for readers: documents, forms, figures in long form, indicators, checks, repairs."""
