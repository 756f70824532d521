"""Public rankings of creators: what is usual there, and whom matching would suggest of them.

Nothing of a ranking is kept here. `FOLDER` holds `creators_<platform>_<month>.csv`.

    python -m tools.rankings usual FOLDER      medians for app.usual_engagement
    python -m tools.rankings briefs FOLDER     docs/matching-trial.md, with a throwaway database
"""
