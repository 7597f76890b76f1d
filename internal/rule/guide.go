package rule

// Document is the address of the document whose recommendations kvlint enforces.
const Document = "https://learn.microsoft.com/azure/key-vault/secrets/secure-secrets"

// A Section is a part of the document, or of what stands beside it.
type Section struct {
	Title string
	URL   string // "" for kvlint's own
}

// The sections, in the document's order.
var (
	WhatToStore = &Section{"What to store as secrets", Document + "#what-to-store-as-secrets"}
	Format      = &Section{"Secrets storage format", Document + "#secrets-storage-format"}
	Rotation    = &Section{"Secrets rotation", Document + "#secrets-rotation"}
	Caching     = &Section{"Secrets caching and performance", Document + "#secrets-caching-and-performance"}
	Monitoring  = &Section{"Secrets monitoring", Document + "#secrets-monitoring"}
	General     = &Section{"Secure your Azure Key Vault (the general guide)", "https://learn.microsoft.com/azure/key-vault/general/secure-key-vault"}
	Own         = &Section{"kvlint's own", ""}
)

// A Recommendation is one thing that the document asks for.
type Recommendation struct {
	Section *Section
	Text    string // in our words
	// Beyond says what of it no Go code can show, and what kvlint offers instead.
	Beyond string
}

// The recommendations.
var (
	StoreCredentials       = &Recommendation{WhatToStore, "Keep application credentials (client secrets, API keys) in the vault", ""}
	StoreConnectionStrings = &Recommendation{WhatToStore, "Keep connection strings in the vault", ""}
	StorePasswords         = &Recommendation{WhatToStore, "Keep passwords in the vault", ""}
	StoreAccessKeys        = &Recommendation{WhatToStore, "Keep access keys (Redis, Event Hubs, Cosmos DB, Storage) in the vault", ""}
	StoreSSHKeys           = &Recommendation{WhatToStore, "Keep private SSH keys in the vault", ""}
	NoConfiguration        = &Recommendation{WhatToStore, "Keep no configuration in the vault; App Configuration is the place for it", ""}

	CompoundFormat = &Recommendation{Format, "Store compound credentials as a connection string or a JSON object", ""}
	MetadataInTags = &Recommendation{Format, "Keep rotation schedules, expiration dates and owners in tags, not in the value", ""}
	SmallSecrets   = &Recommendation{Format, "Keep values small; large payloads belong in Storage", ""}

	RotateRegularly = &Recommendation{Rotation, "Rotate secrets regularly, at least every 60 days",
		"Whether a rotation took place is known to the vault alone; kvlint shows where an expiry is too far ahead or missing, which is what makes the vault ask for one."}
	AutomateRotation = &Recommendation{Rotation, "Automate rotation",
		"The function that an event starts, and its subscription, are often deployed without Go; kvlint shows what keeps such a function from being asked or heard."}
	DualCredentials = &Recommendation{Rotation, "Use two sets of credentials in turn, for rotation without downtime", ""}

	CacheSecrets = &Recommendation{Caching, "Cache secrets in memory, for at least 8 hours", ""}
	RetryBackOff = &Recommendation{Caching, "Retry with exponential back-off",
		"The SDKs retry that way unless they are told not to, so that a program without retry options is right."}
	RefreshOnRotation = &Recommendation{Caching, "Refresh cached values when secrets are rotated", ""}

	EnableLogging = &Recommendation{Monitoring, "Log all access to the vault, to detect unauthorised access",
		"Diagnostic settings are mostly made by templates; where Go code creates the vault, the opt-in category looks for them, and Azure Policy (`AuditEvent` logs of Key Vault) answers it for all others."}
	EventGrid = &Recommendation{Monitoring, "Subscribe to lifecycle events (new version, near expiry, expired)",
		"Subscriptions are mostly made by templates; kvlint shows secrets that never come near an expiry, for which no event is sent, and vaults that Go code creates without a subscription."}
	Alerts = &Recommendation{Monitoring, "Set up alerts for suspicious access and failures",
		"Alerts are mostly made by templates; where Go code creates the vault, the opt-in category looks for them."}
	ReviewAccess = &Recommendation{Monitoring, "Review who has access, and remove unnecessary permissions",
		"Who has access is known to the vault and to Entra ID only; kvlint shows where Go code grants more than is needed, and an access review (Privileged Identity Management) or `az role assignment list` shows the rest."}

	PurgeProtection = &Recommendation{General, "Keep soft delete and purge protection on", ""}
	ClosedNetwork   = &Recommendation{General, "Close the vault to networks that don't need it",
		"Settings that are absent from a vault's creation may be made elsewhere; kvlint speaks of those that open it."}
	NoLeaks = &Recommendation{General, "Let no secret leave the program for places that more people can read", ""}

	UsefulDirectives = &Recommendation{Own, "Give a reason for each finding that is silenced, and silence nothing that isn't found", ""}
)

// Guide lists the recommendations in the order of the table of coverage.
var Guide = []*Recommendation{
	StoreCredentials, StoreConnectionStrings, StorePasswords, StoreAccessKeys, StoreSSHKeys, NoConfiguration,
	CompoundFormat, MetadataInTags, SmallSecrets,
	RotateRegularly, AutomateRotation, DualCredentials,
	CacheSecrets, RetryBackOff, RefreshOnRotation,
	EnableLogging, EventGrid, Alerts, ReviewAccess,
	PurgeProtection, ClosedNetwork, NoLeaks,
	UsefulDirectives,
}
