"""Two agents who invite at the same moment: an address gets one mail, and nobody waits for the other in a circle."""



