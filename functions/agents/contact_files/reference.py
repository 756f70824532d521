"""What columns and countries are called: by people, and by the programs that they export from, in six languages."""

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "fullname", "displayname", "contactname", "contact", "fn", "vollername", "vollstaendigername",
        "anzeigename",
        "kontakt", "nomcomplet", "nomaffiche", "contacto", "nombrecompleto", "nomecompleto",
        "nomevisualizzato", "contatto",
        "nominativo", "nomeapresentado", "contato",
    ),
    "first": (
        "firstname", "givenname", "first", "forename", "vorname", "prenom", "nombre", "nombres",
        "primernombre", "nome",
        "primeironome", "nomeproprio",
    ),
    "last": (
        "lastname", "familyname", "last", "surname", "nachname", "familienname", "zuname", "nom",
        "nomdefamille", "apellido",
        "apellidos", "primerapellido", "cognome", "sobrenome", "apelido", "ultimonome",
    ),
    "email": (
        "email", "emailaddress", "mail", "emails", "emailadresse", "mailadresse", "email1value", "email2value",
        "emailaddress2", "email1", "email2", "primaryemail", "personalemail", "workemail", "courriel", "adressemail",
        "adresseemail", "adresseelectronique", "mel", "correo", "correoelectronico", "direcciondecorreo",
        "direcciondecorreoelectronico", "postaelettronica", "indirizzoemail", "indirizzodipostaelettronica",
        "correioeletronico", "enderecodeemail", "epost",
    ),
    "phone": (
        "phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "cell", "cellphone", "cellular",
        "telephone", "tel",
        "phone1value", "phone2value", "primaryphone", "homephone", "businessphone", "whatsapp", "telefon",
        "telefonnummer", "handy", "handynr", "telefonnr", "mobilnr", "telnr", "handynummer", "mobil",
        "mobiltelefon", "mobilnummer", "rufnummer", "portable",
        "telephoneportable", "numerodetelephone", "movil", "telefono", "telefonomovil", "celular", "numerodetelefono",
        "cellulare", "telefonocellulare", "numeroditelefono", "telefone", "telemovel", "numerodetelefone",
    ),
    "country": (
        "country", "countrycode", "countryregion", "nation", "land", "laendercode", "laenderkuerzel", "staat", "pays",
        "codepays", "pais", "codigodepais", "paese", "nazione", "address1country", "homecountry", "businesscountry",
        "homecountryregion", "businesscountryregion", "othercountryregion",
    ),
}  # fmt: skip
"""By what a column holds, the headers that say so, in small letters of ASCII and without anything else."""

COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "AT": ("austria", "oesterreich", "osterreich", "autriche", "aut"),
    "AU": ("australia", "australien", "australie", "aus"),
    "BE": ("belgium", "belgien", "belgique", "belgie", "belgica", "belgio", "bel"),
    "BR": ("brazil", "brasilien", "bresil", "brasil", "brasile", "bra"),
    "CA": ("canada", "kanada", "can"),
    "CH": ("switzerland", "schweiz", "suisse", "suiza", "svizzera", "suica", "che"),
    "CZ": ("czechia", "czechrepublic", "tschechien", "tchequie", "chequia", "cechia", "cze"),
    "DE": ("germany", "deutschland", "allemagne", "alemania", "germania", "alemanha", "deu", "ger"),
    "DK": ("denmark", "daenemark", "danemark", "danmark", "dinamarca", "danimarca", "dnk"),
    "ES": ("spain", "spanien", "espagne", "espana", "spagna", "espanha", "esp"),
    "FI": ("finland", "finnland", "finlande", "suomi", "finlandia", "fin"),
    "FR": ("france", "frankreich", "francia", "franca", "fra"),
    "GB": (
        "unitedkingdom", "greatbritain", "uk", "england", "scotland", "wales", "grossbritannien",
        "vereinigteskoenigreich",
        "royaumeuni", "reinounido", "regnounito", "gbr",
    ),
    "IE": ("ireland", "irland", "irlande", "irlanda", "eire", "irl"),
    "IT": ("italy", "italien", "italie", "italia", "ita"),
    "LU": ("luxembourg", "luxemburg", "luxemburgo", "lussemburgo", "lux"),
    "MX": ("mexico", "mexiko", "mexique", "messico", "mex"),
    "NL": (
        "netherlands", "thenetherlands", "holland", "niederlande", "paysbas", "nederland", "paisesbajos",
        "paisesbaixos", "paesibassi", "nld",
    ),
    "NO": ("norway", "norwegen", "norvege", "norge", "noruega", "norvegia", "nor"),
    "PL": ("poland", "polen", "pologne", "polska", "polonia", "pol"),
    "PT": ("portugal", "portogallo", "prt"),
    "SE": ("sweden", "schweden", "suede", "sverige", "suecia", "svezia", "swe"),
    "US": (
        "unitedstates", "unitedstatesofamerica", "usa", "vereinigtestaaten", "etatsunis", "estadosunidos",
        "statiuniti",
        "america",
    ),
}  # fmt: skip
"""By ISO 3166, the names of countries that address books write out, in the same letters; others are known by code."""
CODES: Mapping[str, str] = {name: code for code, names in COUNTRIES.items() for name in names}
