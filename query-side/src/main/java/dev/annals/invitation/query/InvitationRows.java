package dev.annals.invitation.query;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface InvitationRows extends Repository<InvitationRow, UUID> {

    @Query("select i from InvitationRow i where i.inviter = :inviter and i.logIndex < :before"
            + " order by i.generation desc, i.inviter desc, i.logIndex desc")
    List<InvitationRow> before(UUID inviter, long before, Limit limit);
}
