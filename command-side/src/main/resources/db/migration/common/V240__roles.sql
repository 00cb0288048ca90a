-- What the rules of the context role need to know at once. Every table is written in the transaction of the events it
-- follows from, and can be rebuilt from the log.

CREATE TABLE role_definition (
    role    varchar(32) PRIMARY KEY,
    retired boolean     NOT NULL
);

CREATE TABLE role_permission (
    role       varchar(32) NOT NULL,
    permission varchar(64) NOT NULL,
    PRIMARY KEY (role, permission)
);

-- active: the holder is neither blocked nor deleted. No index by role: it would cost every registration, and only a
-- change of a role's permissions asks for all holders.
CREATE TABLE role_holding (
    user_id uuid        NOT NULL,
    role    varchar(32) NOT NULL,
    active  boolean     NOT NULL,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE active_admin (
    user_id uuid PRIMARY KEY
);

-- One row: whoever takes an ADMIN away locks it before counting who is left.
CREATE TABLE last_admin_guard (
    id integer PRIMARY KEY CHECK (id = 1)
);

INSERT INTO last_admin_guard (id) VALUES (1);
