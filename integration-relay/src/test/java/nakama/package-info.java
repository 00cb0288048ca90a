/** A stub of the game server. It stands apart: nothing of Annals is in it, so that it can be wrong only about Nakama. */
@org.jspecify.annotations.NullMarked
package nakama;
