package dev.annals.invitation.query;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface InviteCodeRows extends Repository<InviteCodeRow, UUID> {

    Optional<InviteCodeRow> findByUserId(UUID userId);
}
