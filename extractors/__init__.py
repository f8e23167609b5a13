"""The work: PDF in, tables, forms and checks out. No web, no database."""

import logging

# What pages provoke is for whoever asks for our log, and not for standard error, where logging puts it otherwise.
logging.getLogger(__name__).addHandler(logging.NullHandler())
