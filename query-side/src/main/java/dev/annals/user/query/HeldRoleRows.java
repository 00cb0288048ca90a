package dev.annals.user.query;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface HeldRoleRows extends Repository<HeldRoleRow, HeldRoleRow.Key> {

    /** Of one user: Hibernate keeps the translation of this query, and not that of a list of unknown length. */
    List<HeldRoleRow> findByUserId(UUID userId);

    List<HeldRoleRow> findByUserIdIn(Collection<UUID> userIds);
}
