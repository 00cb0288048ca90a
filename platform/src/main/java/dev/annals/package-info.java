/** The bootable module: what the house is put together from. */
@org.jspecify.annotations.NullMarked
package dev.annals;
