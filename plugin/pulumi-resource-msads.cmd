@node "%~dp0pulumi-resource-msads" %*
