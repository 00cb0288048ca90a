-- What moved in 256, 65,536 and 16,777,216 places of the log each (width: 8, 16, 24 bits of the index), so that the stock of
-- any moment is the sum of a few hundred rows, however much has moved.
CREATE TABLE stock_sum_rows (
    generation INTEGER NOT NULL,
    reward_id  UUID NOT NULL,
    width      INTEGER NOT NULL,
    place      BIGINT NOT NULL,
    opened     BIGINT NOT NULL,
    restocked  BIGINT NOT NULL,
    claimed    BIGINT NOT NULL,
    returned   BIGINT NOT NULL,
    retired    BIGINT NOT NULL,
    PRIMARY KEY (generation, reward_id, width, place)
);
CREATE VIEW stock_sum AS
SELECT r.* FROM stock_sum_rows r
WHERE r.generation = (SELECT g.live FROM projection_generation g WHERE g.projection = 'stock-sum');
INSERT INTO projection_generation (projection, live) VALUES ('stock-sum', 1);
