"""The stacks of a stage, in the order of their deploy: data, core, one for each capability, edge.

Data is kept, the others can be thrown away. Each needs only those before it; capabilities do not know each other
and export nothing, so that one of them can be deployed, or rolled back, alone.
"""
