@org.jspecify.annotations.NullMarked
package dev.annals.campaign;
