package keyvault

// certificateRows are the operations of azcertificates. Up to 0.9 the
// module was sdk/keyvault/azcertificates, since then it is
// sdk/security/keyvault/azcertificates; names change with 0.11. Before 0.5 it
// was another API, which the table lacks.
//
// No operation returns a private key: that is read with azsecrets.
var certificateRows = []row{
	{"", "NewClient", Construct, Certificate, lazy, "Client", ""},

	{"Client", "GetCertificate", Metadata, Certificate, cacheable, "", ""},
	{"Client", "GetCertificatePolicy", Metadata, Certificate, cacheable, "", ""},
	{"Client", "GetCertificateOperation", Metadata, Certificate, 0, "", ""}, // pending, changes by itself
	{"Client", "GetDeletedCertificate", Metadata, Certificate, 0, "", ""},
	{"Client", "BackupCertificate", Backup, Certificate, 0, "", ""},

	{"Client", "CreateCertificate", Write, Certificate, 0, "", ""},
	{"Client", "ImportCertificate", Write, Certificate, 0, "", ""},
	{"Client", "MergeCertificate", Write, Certificate, 0, "", ""},
	{"Client", "UpdateCertificate", Write, Certificate, 0, "", ""},
	{"Client", "UpdateCertificateOperation", Write, Certificate, 0, "", ""},
	{"Client", "UpdateCertificatePolicy", Write, Certificate, 0, "", ""},
	{"Client", "RecoverDeletedCertificate", Write, Certificate, 0, "", ""},
	{"Client", "RestoreCertificate", Write, Certificate, 0, "", ""},

	{"Client", "DeleteCertificate", Delete, Certificate, 0, "", ""},
	{"Client", "DeleteCertificateOperation", Delete, Certificate, 0, "", ""},
	{"Client", "PurgeDeletedCertificate", Delete, Certificate, 0, "", ""},

	// Issuers and contacts belong to the vault's administration; reading
	// them is no cache's business.
	{"Client", "GetCertificateIssuer", Metadata, Issuer, 0, "", "..0.10"},
	{"Client", "SetCertificateIssuer", Write, Issuer, 0, "", "..0.10"},
	{"Client", "UpdateCertificateIssuer", Write, Issuer, 0, "", "..0.10"},
	{"Client", "DeleteCertificateIssuer", Delete, Issuer, 0, "", "..0.10"},
	{"Client", "GetIssuer", Metadata, Issuer, 0, "", "0.11.."},
	{"Client", "SetIssuer", Write, Issuer, 0, "", "0.11.."},
	{"Client", "UpdateIssuer", Write, Issuer, 0, "", "0.11.."},
	{"Client", "DeleteIssuer", Delete, Issuer, 0, "", "0.11.."},
	{"Client", "GetCertificateContacts", Metadata, Contacts, 0, "", "..0.10"},
	{"Client", "SetCertificateContacts", Write, Contacts, 0, "", "..0.10"},
	{"Client", "DeleteCertificateContacts", Delete, Contacts, 0, "", "..0.10"},
	{"Client", "GetContacts", Metadata, Contacts, 0, "", "0.11.."},
	{"Client", "SetContacts", Write, Contacts, 0, "", "0.11.."},
	{"Client", "DeleteContacts", Delete, Contacts, 0, "", "0.11.."},

	{"Client", "NewListCertificatesPager", List, Certificate, lazy, "ListCertificatesResponse", "..0.10"},
	{"Client", "NewListCertificateVersionsPager", List, Certificate, lazy, "ListCertificateVersionsResponse", "..0.10"},
	{"Client", "NewListDeletedCertificatesPager", List, Certificate, lazy, "ListDeletedCertificatesResponse", "..0.10"},
	{"Client", "NewListCertificateIssuersPager", List, Issuer, lazy, "ListCertificateIssuersResponse", "..0.10"},
	{"Client", "NewListCertificatePropertiesPager", List, Certificate, lazy, "ListCertificatePropertiesResponse", "0.11.."},
	{"Client", "NewListCertificatePropertiesVersionsPager", List, Certificate, lazy, "ListCertificatePropertiesVersionsResponse", "0.11.."},
	{"Client", "NewListDeletedCertificatePropertiesPager", List, Certificate, lazy, "ListDeletedCertificatePropertiesResponse", "0.11.."},
	{"Client", "NewListIssuerPropertiesPager", List, Issuer, lazy, "ListIssuerPropertiesResponse", "0.11.."},

	pager("ListCertificatesResponse", Certificate, "..0.10"),
	pager("ListCertificateVersionsResponse", Certificate, "..0.10"),
	pager("ListDeletedCertificatesResponse", Certificate, "..0.10"),
	pager("ListCertificateIssuersResponse", Issuer, "..0.10"),
	pager("ListCertificatePropertiesResponse", Certificate, "0.11.."),
	pager("ListCertificatePropertiesVersionsResponse", Certificate, "0.11.."),
	pager("ListDeletedCertificatePropertiesResponse", Certificate, "0.11.."),
	pager("ListIssuerPropertiesResponse", Issuer, "0.11.."),
}
