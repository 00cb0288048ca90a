/** How the tests of the dialects speak HTTP. */
package dev.annals.dialect;
