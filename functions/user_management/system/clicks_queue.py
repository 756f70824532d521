"""Whether clicks can be kept where they do not go straight into the database."""

from common.settings import optional, required
from user_management.errors import ClicksNotKept

SECONDS_TO_ANSWER = 2


def require_recording() -> None:
    """In the mode `queue`: ask the queue of clicks for a sign of life. Raises `ClicksNotKept`."""
    if optional("RECORDER") != "queue":
        return
    import boto3  # only in this mode
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

    patience = Config(
        retries={"total_max_attempts": 1}, connect_timeout=SECONDS_TO_ANSWER, read_timeout=SECONDS_TO_ANSWER
    )
    try:
        boto3.client("sqs", config=patience).get_queue_attributes(
            QueueUrl=required("QUEUE_URL_CLICKS"), AttributeNames=["QueueArn"]
        )
    except (BotoCoreError, ClientError) as error:
        raise ClicksNotKept from error
