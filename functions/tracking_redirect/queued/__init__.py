"""The recorder mode `queue`: links from memory, clicks through SQS, so that the redirect needs no database."""
