"""The act of the work: it is handed in, reviewed, and done again where it has to be."""

from atomic_influence import models
from tools.story import readings
from tools.story.plot import BRAND, JONAS, MARA, PIECES
from tools.story.stage import Stage


def do(stage: Stage) -> None:
    """Mara hands in both reels; Jonas one, which has to be done again."""
    stage.teller.act("Work and reviews")
    for unit in (1, 2):
        submission = _hand_in(stage, MARA, unit)
        _approve(stage, submission)
    submission = _hand_in(stage, JONAS, 1)
    brand, jonas = stage.cast[BRAND].client.submissions, stage.cast[JONAS].client.submissions
    review = brand.review_submission(
        submission.id,
        models.ReviewDraft(decision="changes_requested", feedback="More light, please.", revision=1),
    )
    stage.teller.say(BRAND, f"wants it again: {review.feedback}")
    revised = jonas.revise_submission(
        submission.id, models.ContentInput(submission_type="url", content_url=_reel(JONAS, 2))
    )
    stage.teller.say(JONAS, f"hands in revision {revised.revision}")
    _approve(stage, revised)
    stage.told |= readings.after_the_reviews(stage)


def _hand_in(stage: Stage, creator: str, unit: int) -> models.Submission:
    submissions = stage.cast[creator].client.submissions
    reel = submissions.list_deliverables(stage.campaign).data[0]
    submission = submissions.submit_content(
        stage.campaign,
        models.SubmissionDraft(
            deliverable_id=reel.id, unit=unit, submission_type="url", content_url=_reel(creator, unit),
            description=f"Reel {unit} of {PIECES}",
        ),
    )  # fmt: skip
    stage.submissions[submission.id] = (creator, unit)
    stage.teller.say(creator, f"hands in reel {unit}: {submission.content_url}")
    return submission


def _approve(stage: Stage, submission: models.Submission) -> None:
    creator, unit = stage.submissions[submission.id]
    stage.cast[BRAND].client.submissions.review_submission(
        submission.id, models.ReviewDraft(decision="approved", revision=submission.revision)
    )
    stage.deeds.agreements[creator].approved.append(unit)
    stage.teller.say(BRAND, f"approves reel {unit} of {creator}")


def _reel(creator: str, number: int) -> str:
    return f"https://www.instagram.com/reel/{creator.lower()}Pot{number}/"
