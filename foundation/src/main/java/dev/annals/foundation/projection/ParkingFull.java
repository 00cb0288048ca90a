package dev.annals.foundation.projection;

/** So much is parked that something else must be wrong: the projection stands still until somebody looks. */
final class ParkingFull extends RuntimeException {

    private static final long serialVersionUID = 1;

    ParkingFull(String processor, int most) {
        super(processor + " stands still: " + most + " events are parked. See GET /api/v1/projections");
    }
}
