module github.com/jellydator/ttlcache/v3

go 1.26.0
