/** What every endpoint shares: problem documents, request ids, strict JSON. */
@org.jspecify.annotations.NullMarked
package dev.annals.foundation.web;
