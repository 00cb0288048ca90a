package dev.annals.session.query;

import dev.annals.session.LoginRecord;

/** A line of the login history and its place in the log, which is the order of the list. */
record HistoryLine(long logIndex, LoginRecord login) {}
