package keyvault

import "slices"

// legacyListRows are the lists of the legacy clients. Unlike new-style
// pagers they fetch the first page at once, and further ones on Next.
var legacyListRows = slices.Concat(
	legacyList("BaseClient", "GetSecrets", "SecretListResult", Secret, ""),
	legacyList("BaseClient", "GetSecretVersions", "SecretListResult", Secret, ""),
	legacyList("BaseClient", "GetDeletedSecrets", "DeletedSecretListResult", Secret, "2016-10-01.."),
	legacyList("BaseClient", "GetKeys", "KeyListResult", Key, ""),
	legacyList("BaseClient", "GetKeyVersions", "KeyListResult", Key, ""),
	legacyList("BaseClient", "GetDeletedKeys", "DeletedKeyListResult", Key, "2016-10-01.."),
	legacyList("BaseClient", "GetCertificates", "CertificateListResult", Certificate, ""),
	legacyList("BaseClient", "GetCertificateVersions", "CertificateListResult", Certificate, ""),
	legacyList("BaseClient", "GetDeletedCertificates", "DeletedCertificateListResult", Certificate, "2016-10-01.."),
	legacyList("BaseClient", "GetCertificateIssuers", "CertificateIssuerListResult", Issuer, ""),
	legacyList("BaseClient", "GetStorageAccounts", "StorageListResult", Storage, "2016-10-01.."),
	legacyList("BaseClient", "GetDeletedStorageAccounts", "DeletedStorageListResult", Storage, "v7.0.."),
	legacyList("BaseClient", "GetSasDefinitions", "SasDefinitionListResult", Storage, "2016-10-01.."),
	legacyList("BaseClient", "GetDeletedSasDefinitions", "DeletedSasDefinitionListResult", Storage, "v7.0.."),
	legacyList("RoleAssignmentsClient", "ListForScope", "RoleAssignmentListResult", Vault, "v7.2-preview.."),
	legacyList("RoleDefinitionsClient", "List", "RoleDefinitionListResult", Vault, "v7.2-preview.."),
)

// legacyList returns the operations of a list: the method that returns the
// first page, its variant that returns an iterator, and the steps of both.
// Several lists with pages of one type repeat the latter.
func legacyList(recv, method, result string, object Object, in string) []row {
	page, iterator := result+"Page", result+"Iterator"
	return []row{
		{recv, method, List, object, 0, page, in},
		{recv, method + "Complete", List, object, 0, iterator, in},
		{page, "NextWithContext", List, object, 0, "", in},
		{page, "Next", List, object, 0, "", in},
		{iterator, "NextWithContext", List, object, 0, "", in},
		{iterator, "Next", List, object, 0, "", in},
	}
}

// legacyManageRows are what only the legacy clients have: storage
// accounts managed by the vault, and administration of managed HSMs.
var legacyManageRows = []row{
	{"BaseClient", "GetStorageAccount", Metadata, Storage, 0, "StorageBundle", "2016-10-01.."},
	{"BaseClient", "GetDeletedStorageAccount", Metadata, Storage, 0, "DeletedStorageBundle", "v7.0.."},
	{"BaseClient", "BackupStorageAccount", Backup, Storage, 0, "BackupStorageResult", "v7.0.."},
	{"BaseClient", "SetStorageAccount", Write, Storage, 0, "StorageBundle", "2016-10-01.."},
	{"BaseClient", "UpdateStorageAccount", Write, Storage, 0, "StorageBundle", "2016-10-01.."},
	{"BaseClient", "RegenerateStorageAccountKey", Write, Storage, 0, "StorageBundle", "2016-10-01.."},
	{"BaseClient", "RecoverDeletedStorageAccount", Write, Storage, 0, "StorageBundle", "v7.0.."},
	{"BaseClient", "RestoreStorageAccount", Write, Storage, 0, "StorageBundle", "v7.0.."},
	{"BaseClient", "DeleteStorageAccount", Delete, Storage, 0, "StorageBundle DeletedStorageBundle", "2016-10-01.."},
	{"BaseClient", "PurgeDeletedStorageAccount", Delete, Storage, 0, "", "v7.0.."},
	{"BaseClient", "GetSasDefinition", Metadata, Storage, 0, "SasDefinitionBundle", "2016-10-01.."},
	{"BaseClient", "GetDeletedSasDefinition", Metadata, Storage, 0, "DeletedSasDefinitionBundle", "v7.0.."},
	{"BaseClient", "SetSasDefinition", Write, Storage, 0, "SasDefinitionBundle", "2016-10-01.."},
	{"BaseClient", "UpdateSasDefinition", Write, Storage, 0, "SasDefinitionBundle", "2016-10-01.."},
	{"BaseClient", "RecoverDeletedSasDefinition", Write, Storage, 0, "SasDefinitionBundle", "v7.0.."},
	{"BaseClient", "DeleteSasDefinition", Delete, Storage, 0, "SasDefinitionBundle DeletedSasDefinitionBundle", "2016-10-01.."},

	{"BaseClient", "GetSetting", Manage, Vault, 0, "Setting", "7.4.."},
	{"BaseClient", "GetSettings", Manage, Vault, 0, "SettingsListResult", "7.4.."},
	{"BaseClient", "UpdateSetting", Manage, Vault, 0, "Setting", "7.4.."},
	{"BaseClient", "FullBackup", Manage, Vault, 0, "FullBackupFuture", "v7.2-preview.."},
	{"BaseClient", "FullBackupStatus", Manage, Vault, 0, "FullBackupOperation", "v7.2-preview.."},
	{"BaseClient", "FullRestoreOperation", Manage, Vault, 0, "FullRestoreOperationFuture", "v7.2-preview.."},
	{"BaseClient", "RestoreStatus", Manage, Vault, 0, "RestoreOperation", "v7.2-preview.."},
	{"BaseClient", "SelectiveKeyRestoreOperationMethod", Manage, Vault, 0, "SelectiveKeyRestoreOperationMethodFuture", "v7.2-preview.."},

	{"", "NewHSMSecurityDomainClient", Construct, Vault, lazy, "HSMSecurityDomainClient", "v7.2-preview.."},
	{"HSMSecurityDomainClient", "Download", Manage, Vault, 0, "SecurityDomainObject HSMSecurityDomainDownloadFuture", "v7.2-preview.."},
	{"HSMSecurityDomainClient", "DownloadPending", Manage, Vault, 0, "SecurityDomainOperationStatus", "7.4.."},
	{"HSMSecurityDomainClient", "TransferKeyMethod", Manage, Vault, 0, "TransferKey", "v7.2-preview.."},
	{"HSMSecurityDomainClient", "Upload", Manage, Vault, 0, "HSMSecurityDomainUploadFuture", "v7.2-preview.."},
	{"HSMSecurityDomainClient", "UploadPending", Manage, Vault, 0, "SecurityDomainOperationStatus", "v7.2-preview.."},

	{"", "NewRoleAssignmentsClient", Construct, Vault, lazy, "RoleAssignmentsClient", "v7.2-preview.."},
	{"RoleAssignmentsClient", "Create", Manage, Vault, 0, "RoleAssignment", "v7.2-preview.."},
	{"RoleAssignmentsClient", "Delete", Manage, Vault, 0, "RoleAssignment", "v7.2-preview.."},
	{"RoleAssignmentsClient", "Get", Manage, Vault, 0, "RoleAssignment", "v7.2-preview.."},

	{"", "NewRoleDefinitionsClient", Construct, Vault, lazy, "RoleDefinitionsClient", "v7.2-preview.."},
	{"RoleDefinitionsClient", "CreateOrUpdate", Manage, Vault, 0, "RoleDefinition", "7.4.."},
	{"RoleDefinitionsClient", "Delete", Manage, Vault, 0, "RoleDefinition", "7.4.."},
	{"RoleDefinitionsClient", "Get", Manage, Vault, 0, "RoleDefinition", "7.4.."},
}
