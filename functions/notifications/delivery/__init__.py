"""How mail gets out: claimed in batches, sent outside any transaction, its fate written down."""
