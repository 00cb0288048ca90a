/** What holds for the whole house: its architecture, and its journeys over HTTP on both stores. */
@org.jspecify.annotations.NullMarked
package dev.annals;
