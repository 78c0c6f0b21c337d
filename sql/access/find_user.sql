SELECT usename FROM pg_user WHERE usename = :user
