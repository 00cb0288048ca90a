package dev.annals;

/** What tests of claims have at hand: a house on the store in question, its people, an operator, and what is checked. */
@SuppressWarnings("NullAway.Init") // Each test begins with on().
abstract class ClaimsOnBothStores {

    protected House house;
    protected People people;
    protected Offers offers;
    protected ClaimChecks checks;

    protected final void on(Store store) {
        house = House.shared(store);
        people = new People(house);
        offers = new Offers(house);
        checks = new ClaimChecks(offers);
    }
}
