-- Which generation of each read table readers see. A rebuild fills the next one and takes over by one UPDATE.
CREATE TABLE projection_generation (
    projection VARCHAR(100) PRIMARY KEY,
    live       INTEGER NOT NULL
);
