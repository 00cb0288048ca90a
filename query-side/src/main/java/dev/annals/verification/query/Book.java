package dev.annals.verification.query;

import java.util.List;

/** What one context's tables must hold. */
interface Book {

    /** Takes one event in; whatever is no business of this book is passed over. */
    void read(Logged logged);

    /** The read tables, by the name of their projection's group. */
    List<ReadModel> readModels();

    /** The tables by which the write side decides. */
    List<Expected> writeSide();

    /** A live read table. */
    record ReadModel(String projection, Expected rows) {}
}
