package keyvault

// keyRows are the operations of azkeys. Up to 0.10 the module was
// sdk/keyvault/azkeys, since then it is sdk/security/keyvault/azkeys. Shapes
// change with 0.6 (as azsecrets did with 0.8) and names with 0.12.
var keyRows = []row{
	{"", "NewClient", Construct, Key, lazy, "Client", ""},

	{"Client", "GetKey", Metadata, Key, cacheable, "", ""},
	{"Client", "GetKeyAttestation", Metadata, Key, cacheable, "", "1.4.."},
	{"Client", "GetKeyRotationPolicy", Metadata, Key, cacheable, "", ""},
	{"Client", "GetDeletedKey", Metadata, Key, 0, "", ""},
	{"Client", "BackupKey", Backup, Key, 0, "", ""},

	{"Client", "CreateKey", Write, Key, 0, "", ""},
	{"Client", "CreateECKey", Write, Key, 0, "", "..0.5"},
	{"Client", "CreateOctKey", Write, Key, 0, "", "..0.5"},
	{"Client", "CreateRSAKey", Write, Key, 0, "", "..0.5"},
	{"Client", "ImportKey", Write, Key, 0, "", ""},
	{"Client", "RotateKey", Write, Key, 0, "", ""},
	{"Client", "UpdateKey", Write, Key, 0, "", "0.6.."},
	{"Client", "UpdateKeyProperties", Write, Key, 0, "", "..0.5"},
	{"Client", "UpdateKeyRotationPolicy", Write, Key, 0, "", ""},
	{"Client", "BeginRecoverDeletedKey", Write, Key, 0, "RecoverDeletedKeyPollerResponse RecoverDeletedKeyPoller", "..0.5"},
	{"Client", "RecoverDeletedKey", Write, Key, 0, "", "0.6.."},
	{"Client", "RestoreKeyBackup", Write, Key, 0, "", "..0.5"},
	{"Client", "RestoreKey", Write, Key, 0, "", "0.6.."},

	{"Client", "BeginDeleteKey", Delete, Key, 0, "DeleteKeyPollerResponse DeleteKeyPoller", "..0.5"},
	{"Client", "DeleteKey", Delete, Key, 0, "", "0.6.."},
	{"Client", "PurgeDeletedKey", Delete, Key, 0, "", ""},

	{"Client", "Encrypt", Crypto, Key, 0, "", "0.6.."},
	{"Client", "Decrypt", Crypto, Key, 0, "", "0.6.."},
	{"Client", "WrapKey", Crypto, Key, 0, "", "0.6.."},
	{"Client", "UnwrapKey", Crypto, Key, 0, "", "0.6.."},
	{"Client", "Sign", Crypto, Key, 0, "", "0.6.."},
	{"Client", "Verify", Crypto, Key, 0, "", "0.6.."},
	{"Client", "ReleaseKey", Crypto, Key, 0, "", "..0.5"},
	{"Client", "Release", Crypto, Key, 0, "", "0.6.."},
	{"Client", "GetRandomBytes", Crypto, Vault, 0, "", ""},

	{"Client", "ListPropertiesOfKeys", List, Key, lazy, "ListPropertiesOfKeysPager ListPropertiesOfKeysResponse", "..0.5"},
	{"Client", "ListPropertiesOfKeyVersions", List, Key, lazy, "ListPropertiesOfKeyVersionsPager ListPropertiesOfKeyVersionsResponse", "..0.5"},
	{"Client", "ListDeletedKeys", List, Key, lazy, "ListDeletedKeysPager ListDeletedKeysResponse", "..0.5"},
	{"Client", "NewListKeysPager", List, Key, lazy, "ListKeysResponse", "0.6..0.11"},
	{"Client", "NewListKeyVersionsPager", List, Key, lazy, "ListKeyVersionsResponse", "0.6..0.11"},
	{"Client", "NewListDeletedKeysPager", List, Key, lazy, "ListDeletedKeysResponse", "0.6..0.11"},
	{"Client", "NewListKeyPropertiesPager", List, Key, lazy, "ListKeyPropertiesResponse", "0.12.."},
	{"Client", "NewListKeyPropertiesVersionsPager", List, Key, lazy, "ListKeyPropertiesVersionsResponse", "0.12.."},
	{"Client", "NewListDeletedKeyPropertiesPager", List, Key, lazy, "ListDeletedKeyPropertiesResponse", "0.12.."},

	ownPager("ListPropertiesOfKeysPager", Key, "..0.4"),
	ownPager("ListPropertiesOfKeyVersionsPager", Key, "..0.4"),
	ownPager("ListDeletedKeysPager", Key, "..0.4"),
	pager("ListPropertiesOfKeysResponse", Key, "0.5..0.5"),
	pager("ListPropertiesOfKeyVersionsResponse", Key, "0.5..0.5"),
	pager("ListDeletedKeysResponse", Key, "0.5..0.11"),
	pager("ListKeysResponse", Key, "0.6..0.11"),
	pager("ListKeyVersionsResponse", Key, "0.6..0.11"),
	pager("ListKeyPropertiesResponse", Key, "0.12.."),
	pager("ListKeyPropertiesVersionsResponse", Key, "0.12.."),
	pager("ListDeletedKeyPropertiesResponse", Key, "0.12.."),
}

// keyCryptoRows are the operations of azkeys/crypto, a client for one key
// that azkeys had up to 0.5.
var keyCryptoRows = []row{
	{"", "NewClient", Construct, Key, lazy, "Client", ""},
	{"Client", "Encrypt", Crypto, Key, 0, "", ""},
	{"Client", "Decrypt", Crypto, Key, 0, "", ""},
	{"Client", "WrapKey", Crypto, Key, 0, "", ""},
	{"Client", "UnwrapKey", Crypto, Key, 0, "", ""},
	{"Client", "Sign", Crypto, Key, 0, "", ""},
	{"Client", "Verify", Crypto, Key, 0, "", ""},
}
