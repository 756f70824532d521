"""What the database refuses about what creators hand in: submissions, files, answers to surveys."""

from common.errors import Conflict, Unprocessable


class SubmissionTransitionForbidden(Conflict, sqlstate="IC004"):
    """The submission's status machine has no such step; the details name both ends."""

    code = "SUBMISSION_TRANSITION_FORBIDDEN"
    sentence = "The submission cannot take this step."


class RevisionOutdated(Conflict, sqlstate="IC017"):
    """The review is of a revision that was replaced; the details name the present one."""

    code = "REVISION_OUTDATED"
    sentence = "There is a newer revision than the one you looked at."


class AlreadySubmitted(Conflict, constraints=["submission_exists_once_per_unit"]):
    """A unit of a deliverable is handed in once, then revised."""

    code = "ALREADY_SUBMITTED"
    sentence = "This unit of the deliverable is submitted already."


class FileNotUploaded(Unprocessable, sqlstate="IC018"):
    """A submission names a file that its creator has not uploaded."""

    code = "FILE_NOT_UPLOADED"
    sentence = "There is no stored upload of yours with this path."


class TooManyFiles(Conflict, sqlstate="IC019"):
    """The details name how many there may be."""

    code = "TOO_MANY_FILES"
    sentence = "There are too many files; delete some first."


class AssetTransitionForbidden(Conflict, sqlstate="IC006"):
    """The file's status machine has no such step."""

    code = "ASSET_TRANSITION_FORBIDDEN"
    sentence = "The file cannot take this step."


class TooManySurveys(Conflict, sqlstate="IC033"):
    """The details name how many there may be."""

    code = "TOO_MANY_SURVEYS"
    sentence = "The campaign has as many surveys as it may."


class SurveyTransitionForbidden(Conflict, sqlstate="IC007"):
    """The survey's status machine has no such step."""

    code = "SURVEY_TRANSITION_FORBIDDEN"
    sentence = "The survey cannot take this step."


class SurveyNotOpen(Conflict, sqlstate="IC015"):
    """Not opened yet, or closed."""

    code = "SURVEY_NOT_OPEN"
    sentence = "The survey takes no answers."


class SurveyTimeOver(Conflict, sqlstate="IC040"):
    """It would be open and take no answers; the details name when it would close."""

    code = "SURVEY_TIME_OVER"
    sentence = "The survey would close in the past."


class AlreadyAnswered(Conflict, constraints=["survey_is_answered_once_per_user"]):
    """One answer per person."""

    code = "ALREADY_ANSWERED"
    sentence = "You answered this survey already."
