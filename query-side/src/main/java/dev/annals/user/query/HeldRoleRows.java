package dev.annals.user.query;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface HeldRoleRows extends Repository<HeldRoleRow, HeldRoleRow.Key> {

    List<HeldRoleRow> findByUserIdIn(Collection<UUID> userIds);
}
