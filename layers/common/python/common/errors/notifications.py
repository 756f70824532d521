"""What the database refuses about deliveries of mail."""

from common.errors import Conflict


class DeliveryTransitionForbidden(Conflict, sqlstate="IN001"):
    """Only a delivery that failed is sent again; the details name both ends."""

    code = "DELIVERY_TRANSITION_FORBIDDEN"
    sentence = "The delivery cannot take this step."
