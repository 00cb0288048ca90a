/** What is said about campaigns: their commands, events, questions, conditions, and how far somebody is. */
@org.jspecify.annotations.NullMarked
package dev.annals.campaign;
