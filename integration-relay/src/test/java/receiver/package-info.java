/** A receiver of claims, for tests. */
@org.jspecify.annotations.NullMarked
package receiver;
