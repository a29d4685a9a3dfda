/** Microsoft: Currencies, those of goals. Some are history (TRL, VEF), and some of today's are missing (TRY, VES). */
const listed: ReadonlySet<string> = new Set(
  `AED ALL AMD ARS AUD AZN BDT BGN BHD BND BOB BRL BWP BZD CAD CHF CLP CNY COP CRC CZK DKK DOP DZD EGP ETB EUR FJD GBP GEL
  GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD ISK JMD JOD JPY KES KGS KRW KWD KZT LBP LKR LYD MAD MKD MNT MOP MUR MVR MWK MXN
  MYR NGN NIO NOK NZD OMR PAB PEN PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SEK SGD THB TND TOP TRL TTD TWD TZS UAH UGX USD
  UYU UZS VEF VND XAF XCD XOF YER ZAR ZMW`.split(/\s+/),
);
const current: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export const isListed = (code: string): boolean => listed.has(code);

export const isIsoCode = (code: string): boolean => listed.has(code) || current.has(code);
