"""What a file says of itself: that it is PDF/UA-1, beside the PDF/A-2a that WeasyPrint says."""

from typing import Any
from xml.etree import ElementTree

PDFUA = "http://www.aiim.org/pdfua/ns/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# PDF/A allows a property outside its own list only when the file describes it: here pdfuaid:part.
PDFUA_DESCRIPTION = f"""
<rdf:RDF xmlns:rdf="{RDF}" xmlns:pdfuaid="{PDFUA}" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <rdf:Description rdf:about="" pdfuaid:part="1"/>
  <rdf:Description rdf:about="">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>{PDFUA}</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
</rdf:RDF>
"""

for prefix in ("Extension", "Schema", "Property"):
    # PDF/A demands these very prefixes.
    ElementTree.register_namespace(
        f"pdfa{prefix}", f"http://www.aiim.org/pdfa/ns/{prefix.lower()}{'/' if prefix == 'Extension' else '#'}"
    )


def describe_as_pdfua(metadata: Any) -> None:
    """Say 'PDF/UA-1' in the metadata. WeasyPrint's own option adds a second rdf:RDF, and PDF/UA refuses that."""
    generate = metadata.generate_rdf_metadata

    def generate_with_pdfua(*args: Any) -> bytes:
        rdf = ElementTree.fromstring(generate(*args))  # noqa: S314 - made by WeasyPrint a moment ago
        rdf.extend(ElementTree.fromstring(PDFUA_DESCRIPTION))  # noqa: S314 - our own text
        return bytes(ElementTree.tostring(rdf, encoding="utf-8"))

    metadata.generate_rdf_metadata = generate_with_pdfua
