package dev.annals.role.query;

import java.util.List;
import org.springframework.data.repository.Repository;

interface RoleCatalogueRows extends Repository<RoleCatalogueRow, String> {

    List<RoleCatalogueRow> findAllByOrderByRole();
}
