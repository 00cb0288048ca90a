#!/bin/sh
# Run once by the image, on an empty volume: a database and a user for each of the two who need one.
set -eu
for name in annals nakama; do
  password=$(cat "/run/secrets/${name}_database_password")
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set name="$name" --set password="$password" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done
