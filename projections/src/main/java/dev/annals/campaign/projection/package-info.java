/** Keeps campaigns, and what users did that campaigns count, for readers. */
@org.jspecify.annotations.NullMarked
package dev.annals.campaign.projection;
