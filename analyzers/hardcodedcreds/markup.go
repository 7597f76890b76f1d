package hardcodedcreds

import (
	"encoding/xml"
	"io"
	"strings"
)

// xmlMembers returns the texts of elements and the attributes of an XML text; of
// an element with the attributes key and value these, and under its attribute key
// or name also its text and that of a value in it. It returns none for HTML and
// what doesn't parse.
func xmlMembers(text string) []member {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // credentials are ASCII
	m := markup{}
	for {
		t, err := d.Token()
		switch t := t.(type) {
		case xml.StartElement:
			if strings.EqualFold(t.Name.Local, "html") {
				return nil
			}
			m.open(t)
		case xml.EndElement:
			m.close()
		case xml.CharData:
			m.text(strings.TrimSpace(string(t)))
		}
		if err != nil {
			if len(m.path) > 0 {
				return nil
			}
			return m.found
		}
	}
}

// A markup is an XML text as far as it has been read.
type markup struct {
	path  []string // of the names of the elements that are open
	names []string // what their attributes key or name say, or ""
	key   string   // the text of the last <key>, as property lists have it
	found []member
}

func (m *markup) open(t xml.StartElement) {
	m.path = append(m.path, t.Name.Local)
	name, value := "", ""
	for _, a := range t.Attr {
		switch strings.ToLower(a.Name.Local) {
		case "key", "name":
			name = a.Value
		case "value":
			value = a.Value
		}
		m.add(a.Name.Local, a.Value)
	}
	m.names = append(m.names, name)
	m.add(name, value)
}

func (m *markup) close() {
	last := max(0, len(m.path)-1)
	m.path, m.names = m.path[:last], m.names[:last]
}

// text adds the text of the innermost element.
func (m *markup) text(value string) {
	last := len(m.path) - 1
	if last < 0 || value == "" {
		return
	}
	element := m.path[last]
	m.found = append(m.found, member{append([]string(nil), m.path...), value})
	m.add(m.names[last], value)
	if element == "value" && last > 0 {
		m.add(m.names[last-1], value)
	}
	if element == "string" {
		m.add(m.key, value)
	}
	m.key = ""
	if element == "key" {
		m.key = value
	}
}

// add adds a member below the innermost element.
func (m *markup) add(name, value string) {
	if name != "" && value != "" {
		m.found = append(m.found, member{append(m.path[:len(m.path):len(m.path)], name), value})
	}
}
