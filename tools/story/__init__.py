"""`make story`: the whole journey over HTTP, played with the Python client, told as it happens, proved at its end.

`people`, `payments`, `hiring`, `work` and `visits` do things and write down what they did (`deeds`); `readings` asks
the API for every figure; `arithmetic` works the same figures out of the deeds, without asking anybody; `proof`
compares the two.
"""
