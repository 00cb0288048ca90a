package dev.annals.role.query;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RoleHolderRows extends Repository<RoleHolderRow, RoleHolderRow.Key> {

    List<RoleHolderRow> findByUserId(UUID userId);

    @Query("select h from RoleHolderRow h where h.role = :role and h.userId > :after"
            + " order by h.generation, h.role, h.userId")
    List<RoleHolderRow> holders(String role, UUID after, Limit limit);
}
