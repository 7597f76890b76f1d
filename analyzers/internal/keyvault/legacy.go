package keyvault

// legacyRows are the operations of the legacy BaseClient, of every
// services/keyvault version and of kermit, which is generated alike. They
// take the vault's address as an argument. Versions are the services'
// (2015-06-01 … v7.2-preview) and then kermit's (7.4 and later).
var legacyRows = []row{
	{"", "New", Construct, Vault, lazy, "BaseClient", ""},
	{"", "NewWithoutDefaults", Construct, Vault, lazy, "BaseClient", ""},

	{"BaseClient", "GetSecret", Read, Secret, cacheable, "SecretBundle", ""},
	{"BaseClient", "GetDeletedSecret", Metadata, Secret, 0, "DeletedSecretBundle", "2016-10-01.."},
	{"BaseClient", "BackupSecret", Backup, Secret, 0, "BackupSecretResult", "2016-10-01.."},
	{"BaseClient", "SetSecret", Write, Secret, 0, "SecretBundle", ""},
	{"BaseClient", "UpdateSecret", Write, Secret, 0, "SecretBundle", ""},
	{"BaseClient", "RecoverDeletedSecret", Write, Secret, 0, "SecretBundle", "2016-10-01.."},
	{"BaseClient", "RestoreSecret", Write, Secret, 0, "SecretBundle", "2016-10-01.."},
	{"BaseClient", "DeleteSecret", Delete, Secret, 0, "SecretBundle DeletedSecretBundle", ""},
	{"BaseClient", "PurgeDeletedSecret", Delete, Secret, 0, "", "2016-10-01.."},

	{"BaseClient", "GetKey", Metadata, Key, cacheable, "KeyBundle", ""},
	{"BaseClient", "GetKeyRotationPolicy", Metadata, Key, cacheable, "KeyRotationPolicy", "7.4.."},
	{"BaseClient", "GetDeletedKey", Metadata, Key, 0, "DeletedKeyBundle", "2016-10-01.."},
	{"BaseClient", "ExportKey", Read, Key, 0, "KeyBundle", "v7.2-preview..v7.2-preview"},
	{"BaseClient", "BackupKey", Backup, Key, 0, "BackupKeyResult", ""},
	{"BaseClient", "CreateKey", Write, Key, 0, "KeyBundle", ""},
	{"BaseClient", "ImportKey", Write, Key, 0, "KeyBundle", ""},
	{"BaseClient", "RotateKey", Write, Key, 0, "KeyBundle", "7.4.."},
	{"BaseClient", "UpdateKey", Write, Key, 0, "KeyBundle", ""},
	{"BaseClient", "UpdateKeyRotationPolicy", Write, Key, 0, "KeyRotationPolicy", "7.4.."},
	{"BaseClient", "RecoverDeletedKey", Write, Key, 0, "KeyBundle", "2016-10-01.."},
	{"BaseClient", "RestoreKey", Write, Key, 0, "KeyBundle", ""},
	{"BaseClient", "DeleteKey", Delete, Key, 0, "KeyBundle DeletedKeyBundle", ""},
	{"BaseClient", "PurgeDeletedKey", Delete, Key, 0, "", "2016-10-01.."},
	{"BaseClient", "Encrypt", Crypto, Key, 0, "KeyOperationResult", ""},
	{"BaseClient", "Decrypt", Crypto, Key, 0, "KeyOperationResult", ""},
	{"BaseClient", "WrapKey", Crypto, Key, 0, "KeyOperationResult", ""},
	{"BaseClient", "UnwrapKey", Crypto, Key, 0, "KeyOperationResult", ""},
	{"BaseClient", "Sign", Crypto, Key, 0, "KeyOperationResult", ""},
	{"BaseClient", "Verify", Crypto, Key, 0, "KeyVerifyResult", ""},
	{"BaseClient", "Release", Crypto, Key, 0, "KeyReleaseResult", "7.4.."},
	{"BaseClient", "GetRandomBytes", Crypto, Vault, 0, "RandomBytes", "7.4.."},

	{"BaseClient", "GetCertificate", Metadata, Certificate, cacheable, "CertificateBundle", ""},
	{"BaseClient", "GetCertificatePolicy", Metadata, Certificate, cacheable, "CertificatePolicy", ""},
	{"BaseClient", "GetCertificateOperation", Metadata, Certificate, 0, "CertificateOperation", ""}, // pending
	{"BaseClient", "GetDeletedCertificate", Metadata, Certificate, 0, "DeletedCertificateBundle", "2016-10-01.."},
	{"BaseClient", "BackupCertificate", Backup, Certificate, 0, "BackupCertificateResult", "v7.0.."},
	{"BaseClient", "CreateCertificate", Write, Certificate, 0, "CertificateOperation", ""},
	{"BaseClient", "ImportCertificate", Write, Certificate, 0, "CertificateBundle", ""},
	{"BaseClient", "MergeCertificate", Write, Certificate, 0, "CertificateBundle", ""},
	{"BaseClient", "UpdateCertificate", Write, Certificate, 0, "CertificateBundle", ""},
	{"BaseClient", "UpdateCertificateOperation", Write, Certificate, 0, "CertificateOperation", ""},
	{"BaseClient", "UpdateCertificatePolicy", Write, Certificate, 0, "CertificatePolicy", ""},
	{"BaseClient", "RecoverDeletedCertificate", Write, Certificate, 0, "CertificateBundle", "2016-10-01.."},
	{"BaseClient", "RestoreCertificate", Write, Certificate, 0, "CertificateBundle", "v7.0.."},
	{"BaseClient", "DeleteCertificate", Delete, Certificate, 0, "CertificateBundle DeletedCertificateBundle", ""},
	{"BaseClient", "DeleteCertificateOperation", Delete, Certificate, 0, "CertificateOperation", ""},
	{"BaseClient", "PurgeDeletedCertificate", Delete, Certificate, 0, "", "2016-10-01.."},

	{"BaseClient", "GetCertificateIssuer", Metadata, Issuer, 0, "IssuerBundle", ""},
	{"BaseClient", "SetCertificateIssuer", Write, Issuer, 0, "IssuerBundle", ""},
	{"BaseClient", "UpdateCertificateIssuer", Write, Issuer, 0, "IssuerBundle", ""},
	{"BaseClient", "DeleteCertificateIssuer", Delete, Issuer, 0, "IssuerBundle", ""},
	{"BaseClient", "GetCertificateContacts", Metadata, Contacts, 0, "Contacts", ""},
	{"BaseClient", "SetCertificateContacts", Write, Contacts, 0, "Contacts", ""},
	{"BaseClient", "DeleteCertificateContacts", Delete, Contacts, 0, "Contacts", ""},
}
