/** Measures what {@code ./bench} prints. Outside {@code dev.annals}: no journey's component scan shall find any of it. */
@NullMarked
package bench;

import org.jspecify.annotations.NullMarked;
