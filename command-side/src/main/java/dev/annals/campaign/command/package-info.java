/** Decides about campaigns. */
@org.jspecify.annotations.NullMarked
package dev.annals.campaign.command;
