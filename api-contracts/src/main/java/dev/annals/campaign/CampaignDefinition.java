package dev.annals.campaign;

/**
 * What an operator says about a campaign.
 *
 * @param description may be empty
 */
public record CampaignDefinition(
        String title, String description, CampaignWindow window, Condition condition, Visibility visibility) {}
