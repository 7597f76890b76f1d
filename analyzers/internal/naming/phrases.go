package naming

// Phrases are matched with the end of a name, the longest first, so each
// table holds heads (host) and the exceptions to heads of the other tables
// (public key). Words are in the singular, as Tokens returns them.

// secretPhrases end the names of secrets.
const secretPhrases = `
	access code, auth code, authorization code, backup code, bearer, certificate, certificate base64,
	connection, connection info, connection string, connstr, contrasena, cred, credential, docker config,
	docker config json, dsn, google application credential, hmac, htpasswd, id ed25519, id rsa, jks, jwt,
	kennwort, key, key base64, key json, key material, key p8, key pem, keystore, keytab, kube config,
	kubeconfig, license, master password, mnemonic, mot de passe, motdepasse, netrc, npmrc, otp, p12, p8,
	pass, passcode, passphrase, passwd, password, passwort, pat, pem, pepper, pfx, pin, pin code, pkcs12,
	pkcs8, private pem, psk, publish profile, pw, pwd, recovery code, redis cache key, salt, sas, secret,
	secret json, secret string, secret value, seed, seed phrase, senha, service account file, service
	account json, signature, ssh, token, token value, totp, wachtwoord`

// ambiguousPhrases end the names of things that are kept in a vault for good
// reason as often as not, or say too little.
const ambiguousPhrases = `
	access key id, account, account number, anon key, api server, app server, app setting, appinsight
	connection string, appinsight instrumentation key, appinsight key, application insight connection
	string, application insight instrumentation key, application insight key, blob, ca, ca bundle, ca
	certificate, ca chain, ca pem, cache key, certificate chain, certificate pem, certificate signing
	request, client key id, code, config, config json, configuration, consumer key, continuation token, crt,
	data, db seed, dn, env, feature, file, host public key, id token hint, image pull, instrumentation key,
	json, key file, known host, link, number, order number, page token, partition key, phone number, project
	url, properties, proxy, public certificate, public key, public key pem, public pem, publishable key,
	random seed, role, root certificate, row key, secret id, setting, signing certificate, site key, sort
	key, ssl, storage, storage account, subscription, tls, token id, truststore, uri, url, url template,
	vapid public key, verify key, wallet address, web server, webhook, yaml`

// configurationPhrases end the names of configuration.
const configurationPhrases = `
	ack, active connection, addr, address, advertised listener, age, agent pool, alert email, alg,
	algorithm, allowlist, amount, api base, api version, arch, attempt, audience, authority, backoff, base
	dn, base path, batch, batch account, bcc, bind, blacklist, blocklist, bool, bootstrap server, branch,
	broker, bucket, budget, build number, bundle id, burst, capacity, cc, channel, charset, chunk, cidr,
	cipher, cipher suite, class, cluster, cluster id, collation, collection, color, completion token,
	concurrency, concurrent connection, connection count, connection lifetime, connection limit, connection
	name, connection pool, connection timeout, consumer group, contact email, container, container id, cors,
	cosmos account, count, country, country code, cpu, cron, culture, currency, currency code, cutoff,
	database, database id, database ssl, database tls, database type, date format, day, db, db index, db
	pool, db ssl, db tls, dd env, deadline, debug, default language, default value, delay, delimiter,
	deployment, depth, description, dialect, dimension, dir, directory, disable, disabled, disk, display
	name, django env, dns, domain, driver, driver class name, duration, enable, enabled, encoding, encrypt,
	encrypt connection, encryption type, end date, end time, endpoint, engine, engine version, environment,
	exchange, expiration, expire, expires, expires in, expiry, factor, feature flag, filter, flag, flask
	env, folder, format, fqdn, frequency, from, from email, from number, grace period, grant type, group,
	heap size, heartbeat, height, host, host name, host pool, host port, hour, idle connection, image, image
	id, image num, in sec, index, insecure, interval, ip, ip address, isolation level, issuer, iteration,
	kb, keep alive, keepalive, key ttl, language, language code, layout, length, level, lifetime, limit,
	list id, locale, location, log, log level, mail encryption, mail from, mail ssl, mail tls, mailer,
	mailing list, max, max token, maximum, mechanism, memory, method, min, minimum, minute, mode, model,
	model id, ms, name, name server, namespace, netmask, network, new token, no proxy, node env, node pool,
	noreply email, notification email, num, offset, open connection, org, organization, origin, output
	token, overlap, page size, partition, path, peer, percent, percentage, period, pipeline, plan, platform,
	policy, policy id, polling, pool mode, pool size, port, port number, pr number, precision, prefix,
	priority, project, protocol, provider, qps, quality, quantity, queue, quota, rails env, rate, ratio,
	realm, redis ssl, redis tls, region, region code, release, replica, reply email, reply to email,
	repository, resource group, retention, retention policy, retry, rg, round, rps, run number, runtime,
	sample, sample rate, sampling, schedule, schema, scheme, scope, second, secure, security protocol,
	sender, sender address, sender email, separator, server, session duration, severity, shard, site, size,
	skip verify, sku, smtp encryption, smtp ssl, smtp tls, snowflake account, sql pool, ssl mode, ssl
	verify, stage, start date, start time, strategy, style, subdomain, subnet, subnet id, suffix, support
	email, table, tag, temperature, template, template id, theme, thread, thread pool, threshold,
	throughput, tier, time out, time zone, timeout, timezone, title, tls verify, tls version, to, to email,
	toggle, topic, transport, trust server certificate, trusted connection, ttl, type, user agent, user
	count, user limit, validate certificate, verbose, verbosity, verbosity level, verify certificate, verify
	ssl, verify tls, version, vhost, vnet, wait, warehouse, weight, whitelist, width, window, worker, worker
	pool, zip code, zone, zone id`

// identifierPhrases end the names of ids, user names and the like: whose, not
// what.
const identifierPhrases = `
	account sid, admin, admin name, administrator, arn, bind dn, client, client name, customer name,
	email, email address, fingerprint, first name, full name, guid, id, identity, key id, last name,
	login, login name, mail, mailbox, object, ocid, oid, owner name, principal, principal name, sid,
	subject, tenant, tenant domain, tenant name, thumbprint, upn, user, user login, user name,
	user principal name, uuid`

// strongSecretWords mean a secret wherever they stand before a thing: a
// password-db is a password.
const strongSecretWords = `
	connstr, cred, credential, dsn, kennwort, pass, passphrase, passwd, password, passwort, pw, pwd, secret`

// strongKeyOwners make a key before a thing as strong as a password, and
// weakSecretWords say at least that the name is no clear one.
const (
	strongKeyOwners = `access, account, api, app, encryption, master, private, secret, shared, signing`
	weakSecretWords = `key, pat, sas, token, webhook`
)

// attributeWords are heads that are never a secret, even a secret's own
// (password-length, token-issuer), unless a longer phrase says otherwise.
const attributeWords = `
	age, alg, algorithm, attempt, audience, count, day, delay, disable, disabled, duration, enable, enabled,
	endpoint, expiration, expire, expires, expiry, format, hour, id, interval, issuer, length, lifetime,
	limit, max, maximum, min, minimum, minute, mode, ms, name, num, path, period, policy, port, prefix,
	provider, quantity, rate, required, retention, retry, rotation, rotation day, scope, second, size,
	strategy, suffix, threshold, timeout, ttl, type, uri, url, version`

// synonyms are short forms and the words that the other tables have for them.
const synonyms = `
	b64 base64, cert certificate, con connection, conn connection, constr connstr, hook webhook, mongodb
	mongo, priv private, pub public, repo repository, str string`

// genericWords say something of what stands before them, and nothing alone.
const genericWords = `
	account, batch, channel, client, collection, connection, container, count, database, db,
	deployment, endpoint, from, group, image, index, key, limit, list, max, min, mode, model, name,
	number, object, path, pool, project, provider, queue, rate, release, server, site, size, subject,
	table, tag, template, to, topic, type, user agent, window, worker`

// transparentWords at a name's end say which of several equals is meant.
const transparentWords = `
	acc, acceptance, blue, default, dev, development, green, int, integration, large, live, local, main,
	mini, nonprod, override, preprod, primary, prod, production, qa, readonly, ro, rw, sandbox, secondary,
	sit, small, stage, staging, stg, test, testing, tst, uat`

// switchWords make a boolean or a limit of what follows them, known or not
// (enable-foo, redis-use-tls); leadingSwitchWords do so only at the beginning.
const (
	switchWords        = `allow, disable, enable, max, maximum, min, minimum, skip, use`
	leadingSwitchWords = `feature, force, is, should`
)

// groupPhrases end a section whose members are configuration, if their own
// names say nothing.
const groupPhrases = `feature, feature flag, feature management, feature toggle, log level`

// A url, uri or link is configuration if the word before it is a plainURLOwner
// and no word of the name is an embeddingOwner, whose addresses usually hold a
// password, a key or a signature. An endpoint is configuration unless a word is
// a secretEndpointOwner.
const (
	addressWords   = `link, uri, url`
	plainURLOwners = `
	address, admin, api, app, assets, auth, authority, authorize, backend, base, blog, callback,
	cancel, cdn, checkout, client, connect, consent, cors, dashboard, discovery, doc, domain, endpoint,
	error, frontend, health, help, home, host, image, instance, introspection, invite, issuer, jwks,
	landing, ldap, login, logo, logout, management, metadata, org, organization, page, portal, privacy,
	provider, public, queue, redirect, registry, reset, return, server, service, session, shop, site,
	status, store, success, support, terms, token, ui, userinfo, vault, verification, verify, web,
	workspace`
	embeddingOwners = `
	alchemy, amqp, amqps, blob, broker, cache, celery, clickhouse, clone, connection, database, db,
	discord, elastic, feed, ftp, func, function, git, infura, invoke, jdbc, logic, logicapp, mariadb,
	mongo, mqtt, mssql, mysql, nats, neo4j, pg, postgre, postgres, postgresql, presigned, proxy,
	rabbit, redis, rpc, sas, sentry, sftp, share, signed, slack, smtp, sql, storage, team, trigger,
	webhook, zapier`
	secretEndpointOwners = `
	alchemy, amqp, discord, func, function, infura, invoke, logic, logicapp, mongo, presigned, rpc,
	sas, sentry, signed, slack, team, trigger, webhook`
)
