package keyvault

const (
	// pagerPrefix marks receivers that are instances of azcore's Pager.
	pagerPrefix = "Pager["
	azcorePager = sdk + "sdk/azcore/runtime"
)

// secretRows are the operations of azsecrets. Up to 0.12 the module was
// sdk/keyvault/azsecrets, since then it is sdk/security/keyvault/azsecrets.
// Three shapes are met: until 0.7 the version was in the options, SetSecret
// took the value as a string, and deletion was a poller; until 0.13 pagers
// were named for secrets, since 0.14 for their properties.
var secretRows = []row{
	{"", "NewClient", Construct, Secret, lazy, "Client", ""},

	{"Client", "GetSecret", Read, Secret, cacheable, "", ""},
	{"Client", "BackupSecret", Backup, Secret, 0, "", ""},
	{"Client", "GetDeletedSecret", Metadata, Secret, 0, "", ""},

	{"Client", "SetSecret", Write, Secret, 0, "", ""},
	{"Client", "UpdateSecret", Write, Secret, 0, "", "0.8..0.13"},
	{"Client", "UpdateSecretProperties", Write, Secret, 0, "", "..0.7,0.14.."},
	{"Client", "BeginRecoverDeletedSecret", Write, Secret, 0, "RecoverDeletedSecretPollerResponse RecoverDeletedSecretPoller", "..0.7"},
	{"Client", "RecoverDeletedSecret", Write, Secret, 0, "", "0.8.."},
	{"Client", "RestoreSecretBackup", Write, Secret, 0, "", "..0.7"},
	{"Client", "RestoreSecret", Write, Secret, 0, "", "0.8.."},

	{"Client", "BeginDeleteSecret", Delete, Secret, 0, "DeleteSecretPollerResponse DeleteSecretPoller", "..0.7"},
	{"Client", "DeleteSecret", Delete, Secret, 0, "", "0.8.."},
	{"Client", "PurgeDeletedSecret", Delete, Secret, 0, "", ""},

	{"Client", "ListSecrets", List, Secret, lazy, "ListSecretsPager", "..0.6"},
	{"Client", "ListSecretVersions", List, Secret, lazy, "ListSecretVersionsPager", "..0.6"},
	{"Client", "ListDeletedSecrets", List, Secret, lazy, "ListDeletedSecretsPager ListDeletedSecretsResponse", "..0.7"},
	{"Client", "ListPropertiesOfSecrets", List, Secret, lazy, "ListPropertiesOfSecretsResponse", "0.7..0.7"},
	{"Client", "ListPropertiesOfSecretVersions", List, Secret, lazy, "ListPropertiesOfSecretVersionsResponse", "0.7..0.7"},
	{"Client", "NewListSecretsPager", List, Secret, lazy, "ListSecretsResponse", "0.8..0.13"},
	{"Client", "NewListSecretVersionsPager", List, Secret, lazy, "ListSecretVersionsResponse", "0.8..0.13"},
	{"Client", "NewListDeletedSecretsPager", List, Secret, lazy, "ListDeletedSecretsResponse", "0.8..0.13"},
	{"Client", "NewListSecretPropertiesPager", List, Secret, lazy, "ListSecretPropertiesResponse", "0.14.."},
	{"Client", "NewListSecretPropertiesVersionsPager", List, Secret, lazy, "ListSecretPropertiesVersionsResponse", "0.14.."},
	{"Client", "NewListDeletedSecretPropertiesPager", List, Secret, lazy, "ListDeletedSecretPropertiesResponse", "0.14.."},

	ownPager("ListSecretsPager", Secret, "..0.6"),
	ownPager("ListSecretVersionsPager", Secret, "..0.6"),
	ownPager("ListDeletedSecretsPager", Secret, "..0.6"),
	pager("ListDeletedSecretsResponse", Secret, "0.7..0.13"),
	pager("ListPropertiesOfSecretsResponse", Secret, "0.7..0.7"),
	pager("ListPropertiesOfSecretVersionsResponse", Secret, "0.7..0.7"),
	pager("ListSecretsResponse", Secret, "0.8..0.13"),
	pager("ListSecretVersionsResponse", Secret, "0.8..0.13"),
	pager("ListSecretPropertiesResponse", Secret, "0.14.."),
	pager("ListSecretPropertiesVersionsResponse", Secret, "0.14.."),
	pager("ListDeletedSecretPropertiesResponse", Secret, "0.14.."),
}

// pager returns the operation NextPage of azcore's Pager[page].
func pager(page string, object Object, in string) row {
	return row{pagerPrefix + page + "]", "NextPage", List, object, 0, page, in}
}

// ownPager returns the operation NextPage of a pager type of the SDK package,
// which early previews had.
func ownPager(recv string, object Object, in string) row {
	return row{recv, "NextPage", List, object, 0, "", in}
}
